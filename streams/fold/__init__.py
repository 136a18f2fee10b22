"""From claims to positions, tolls and alerts: plain functions over rows, which know no Kafka, clock or file."""
