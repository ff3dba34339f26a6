# recover
