"""The workbench: one folder per family of pages, access decided in one place."""
