# stopping
