"""An open workspace and its annotator. Every change goes through here, from screen and command line alike."""
