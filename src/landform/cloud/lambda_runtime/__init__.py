"""Runs the functions of the embedded Lambda: each as a process of its own on this machine.

A function's process has a clean environment, a scratch folder, limits on memory and time, and nothing of the
user's: no credentials, no home. It is no sandbox: it can read what this user can read and reach the network.
"""
