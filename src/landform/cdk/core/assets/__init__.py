"""Files and images that travel with an app: fingerprints, staging, bundling."""
