"""The store: SQLAlchemy tables, repositories and units of work behind ``scoring.usecases.ports``."""
