"""What an organiser downloads: ranking tables for Excel, the match book."""
