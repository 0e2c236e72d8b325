"""Objections of cities to their provisional results: taken in, decided on by two people, answered."""
