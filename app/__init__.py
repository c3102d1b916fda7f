"""续保通 (Xubaotong): finds lapses of medical-insurance cover and every lawful way to close them."""

__version__ = "0.1.0"
