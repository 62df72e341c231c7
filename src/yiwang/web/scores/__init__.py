"""The pages of the assessment: rankings, cards and how fair they are."""
