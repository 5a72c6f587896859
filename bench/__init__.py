"""Measurements that anybody can repeat: scores, floors, speed."""
