"""Money and promises: registers of money, targets that read indicators, disclosures."""
