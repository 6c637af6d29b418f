"""The award review (四评): what a campaign's file says, how it is checked, printed and frozen."""
