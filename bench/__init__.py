"""Speed as ratios against peers measured in the same run. Run: make bench"""
