"""Mutation testing: does a test fail where a line of the repair or the stitching is another?"""
