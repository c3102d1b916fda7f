"""What contributions add up to over a life: years for retirement, months for motherhood, years without a gap."""
