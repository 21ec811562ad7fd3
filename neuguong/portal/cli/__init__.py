"""The command line; what it promises stands in docs/contract.md."""
