"""The administrative divisions of China (GB/T 2260), and searching them."""
