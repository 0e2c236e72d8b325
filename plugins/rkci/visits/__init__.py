"""The shortlist of nominees, which a person approves, and what assessors find when they visit them."""
