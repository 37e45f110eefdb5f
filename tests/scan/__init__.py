"""The trial ground of page images: notices printed, worn as scans are, read and judged."""
