"""The language of conversations: messages, forms, fields, Indonesian values, translation. Pure."""
