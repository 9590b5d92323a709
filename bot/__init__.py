"""The machine: settings, Telegram in, Telegram out, the clock, jobs, and the command line."""
