"""What the actions of the registry do: moving, finding, saying, selecting, taking, seeing.

Each class works on the reader screen it is given; the registry names its methods.
"""
