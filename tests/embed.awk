# A text file as a C string constant: awk -v name=symbol -f embed.awk file
BEGIN { print "extern const char " name "[];"; print "const char " name "[] =" }
{ gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); print "    \"" $0 "\\n\"" }
END { print "    \"\";" }
