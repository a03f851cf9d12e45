"""`python -m danvan.cli`, as the launcher calls it."""

import sys

from danvan.cli.program import main

sys.exit(main())
