"""The reader on the screen: a Textual app of panes, screens and dialogs over one desk."""
