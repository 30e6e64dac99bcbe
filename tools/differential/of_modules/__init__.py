"""Values for calls, module by module: `VALUES`, `ALWAYS`, `SAME`, `TOGETHER` as in recipes.py."""
