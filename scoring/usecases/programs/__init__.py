"""What programs are given: access tokens, webhooks, ids of their own."""
