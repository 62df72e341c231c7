"""Whether replies are judged as people would: texts made up here, labels of real ones by id."""
