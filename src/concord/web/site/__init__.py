"""What all pages share: language, frame, headers, errors."""
