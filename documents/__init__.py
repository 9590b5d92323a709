"""What is handed out: cards, slips, charts and workbooks; made in a child process of the machine."""
