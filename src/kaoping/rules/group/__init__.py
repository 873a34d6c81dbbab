"""One file per group operation or group statistic."""
