"""Every sentence a user may read: a code and parameters, rendered in English and Chinese from one catalogue."""
