"""The Django project that serves `coop`: settings, addresses, middleware, set-up."""
