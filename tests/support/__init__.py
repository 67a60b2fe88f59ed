"""What tests share: the program as a person runs it, journals, devices, faults and strategies."""
