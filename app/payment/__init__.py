"""What a claim pays: see `app.payment.paying`."""
