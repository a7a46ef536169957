"""The live preview: sources that change all the time, shown in the browser as they are."""
