"""Invented clean notices of other forms, drawn as PDF pages, with what is to be published of them."""
