"""The knowledge competition: rule sheet, rounds, match, press adjudication, clock."""
