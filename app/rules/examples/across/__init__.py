"""The examples of the rules on several claims of one day. The other claim is by the practitioner p1."""
