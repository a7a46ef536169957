"""pmdocs: typed product specs in, a themed site with computed charts out."""

__version__ = "0.1.0"
