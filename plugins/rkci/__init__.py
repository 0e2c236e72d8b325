"""The pipeline of the Rating Kota Cerdas Indonesia: intake, validation, scoring in SQL, releases."""
