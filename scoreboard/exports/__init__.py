"""What an organiser takes home: ranking tables for Excel, the match book."""
