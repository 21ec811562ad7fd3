"""`python -m neuguong.portal.cli`: the same as the command `neuguong`."""

from neuguong.portal.cli.main import main

main()
