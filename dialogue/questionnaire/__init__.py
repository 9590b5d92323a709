"""What is asked: one file a form, each reading like the questionnaire that it is."""
