"""What is handed out: cards and, later, workbooks and charts; made in a child process of the machine."""
