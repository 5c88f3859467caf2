"""What Medicare contractors list of a code and a diagnosis: coverage articles, judged by what they print."""
