"""What is measured, against whom. Run `python -m bench cold`; `docs/architecture.md` says what is compared with what."""
