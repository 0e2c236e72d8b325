"""The PostgreSQL behind everything: the embedded server, connections, migrations, and SQL files."""
