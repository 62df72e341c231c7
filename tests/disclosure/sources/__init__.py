"""What files become before anybody knows what they mean."""
